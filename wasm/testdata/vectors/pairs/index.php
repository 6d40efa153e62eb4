<?php
$jwk['kty'] = 'EC';
$jwk['kid'] = 'a-1';
$jwk['use'] = 'sig';
$jwk['x'] = 'yCbvQ3WGPqyPesPD0Ec9Pd6_bNqdaWgNKEisecF1mWM';
$jwk['y'] = '1l-SdNkXAZA0jAzmq51xmYEAxFSjhxJmcZKfybgPpvQ';
$jwk['crv'] = 'P-256';
$jwk['d'] = 'Ll44QfjedbfO0Z7KfFJxffqP_VhJSpj4SLJRrZgsqN0';
